import { signal } from '@preact/signals';
import { t } from '../i18n';
import { IconButton } from './Button';

interface Toast {
  readonly id: number;
  readonly text: string;
}

const STAYS = 6_000;
const toasts = signal<readonly Toast[]>([]);
let last = 0;

/** Says that something was done; nothing that has to be read. */
export function toast(text: string): void {
  const id = ++last;
  toasts.value = [...toasts.value.filter((other) => other.text !== text), { id, text }];
  setTimeout(() => dismiss(id), STAYS);
}

function dismiss(id: number): void {
  toasts.value = toasts.value.filter((other) => other.id !== id);
}

/** Where toasts are shown, and heard. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, text }) => (
        <div class="toast" key={id}>
          <span class="grow">{text}</span>
          <IconButton icon="close" size="small" label={t('common.dismiss')} onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
