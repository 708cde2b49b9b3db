import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon';

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'accent';

/** A word about a state. The tone stresses it and says nothing of its own. */
export function Badge({
  tone = 'plain',
  icon,
  spin = false,
  children,
}: {
  tone?: Tone;
  icon?: IconName;
  spin?: boolean;
  children: ComponentChildren;
}) {
  return (
    <span class={tone === 'plain' ? 'badge' : `badge tone-${tone}`}>
      {icon && <Icon name={icon} spin={spin} />}
      {children}
    </span>
  );
}
