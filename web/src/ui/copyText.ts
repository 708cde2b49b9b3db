import { t } from '../i18n';
import { toast } from './toasts';

/** Puts a text on the clipboard, and says so. A browser gives the clipboard only to https and loopback. */
export async function copyText(text: string, said: string = t('prose.copied')): Promise<void> {
  toast((await copied(text)) ? said : t('prose.notCopied'));
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByHand(text);
  }
}

/** As it was done before there was a clipboard for pages. */
function copiedByHand(text: string): boolean {
  const before = document.activeElement;
  const box = document.createElement('textarea');
  box.className = 'hush';
  box.value = text;
  document.body.append(box);
  box.select();
  const done = document.execCommand?.('copy') ?? false;
  box.remove();
  if (before instanceof HTMLElement) {
    before.focus();
  }
  return done;
}
