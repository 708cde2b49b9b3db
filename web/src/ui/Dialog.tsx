import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { Unseen } from '../state/session';
import { Button, IconButton } from './Button';

interface DialogProps {
  title: string;
  onClose: () => void;
  wide?: boolean;
  /** Fills the window. */
  full?: boolean;
  children: ComponentChildren;
}

/** A dialog over the page: it takes the focus, keeps it, and gives it back. It is there as long as it is rendered. */
export function Dialog({ title, onClose, wide = false, full = false, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const pressed = useRef<EventTarget | null>(null);
  const id = useId();
  const unseen = useContext(Unseen);
  useEffect(() => {
    if (unseen) {
      return; // nothing outside of it could be used
    }
    const dialog = element.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus();
      }
    };
  }, [unseen]);
  return (
    <dialog
      ref={element}
      class={`dialog ${wide ? 'dialog-wide' : ''} ${full ? 'dialog-full' : ''}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        pressed.current = event.target;
      }}
      onClick={(event) => {
        // Beside it: what is inside covers it. Whoever selects a text and lets go beside it means something else.
        if (event.target === element.current && pressed.current === element.current) {
          onClose();
        }
      }}
    >
      <div class="dialog-head">
        <h2 id={id}>{title}</h2>
        <IconButton icon="close" label={t('common.close')} onClick={onClose} />
      </div>
      <div class="dialog-body">{children}</div>
    </dialog>
  );
}

interface ConfirmProps {
  title: string;
  children: ComponentChildren;
  action: string;
  danger?: boolean;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function Confirm({ title, children, action, danger = false, busy = false, onConfirm, onClose }: ConfirmProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="stack">{children}</div>
      <div class="dialog-foot">
        <Button onClick={onClose}>{t('common.leaveIt')}</Button>
        <Button kind={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
