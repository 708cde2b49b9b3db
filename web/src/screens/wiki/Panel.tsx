import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../i18n';
import { IconButton } from '../../ui/Button';

interface PanelProps {
  label: string;
  head: ComponentChildren;
  onClose: () => void;
  /** Another panel lies on it: it stays as it is, and is not there for anybody. */
  covered?: boolean;
  children: ComponentChildren;
}

/** Stands beside the text, or over it on a small screen. Takes the keyboard when it opens, and gives it back when it closes. */
export function Panel({ label, head, onClose, covered = false, children }: PanelProps) {
  const box = useRef<HTMLElement>(null);
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    if (box.current?.contains(document.activeElement) === false) {
      box.current.focus({ preventScroll: true });
    }
    return () => {
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus({ preventScroll: true });
      }
    };
  }, []);
  return (
    <aside
      class="panel no-print"
      aria-label={label}
      tabIndex={-1}
      inert={covered}
      ref={box}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.stopPropagation();
          onClose();
        }
      }}
    >
      <div class="panel-head">
        {head}
        <IconButton icon="close" label={t('common.close')} onClick={onClose} />
      </div>
      {children}
    </aside>
  );
}
