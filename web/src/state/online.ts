import { signal } from '@preact/signals';

/** Whether the browser has a network. True says little, false says that nothing can be reached. */
export const online = signal(navigator.onLine);

window.addEventListener('online', () => (online.value = true));
window.addEventListener('offline', () => (online.value = false));
