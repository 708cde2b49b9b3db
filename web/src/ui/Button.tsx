import type { ComponentChildren, TargetedMouseEvent } from 'preact';
import { Icon, type IconName } from './Icon';

interface Look {
  kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  size?: 'small' | 'medium' | 'large';
  icon?: IconName;
}

function classOf({ kind = 'plain', size = 'medium' }: Look, iconOnly: boolean): string {
  return [
    'button',
    kind === 'plain' ? '' : `button-${kind}`,
    size === 'medium' ? '' : `button-${size}`,
    iconOnly ? 'button-icon' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

interface ButtonProps extends Look {
  children: ComponentChildren;
  onClick?: (event: TargetedMouseEvent<HTMLButtonElement>) => void;
  type?: 'button' | 'submit';
  /** Something is under way: it stays focusable, and does nothing. */
  busy?: boolean;
  disabled?: boolean;
  /** More than its text says, for those who do not see what is around it. */
  label?: string;
}

export function Button({
  children,
  onClick,
  type = 'button',
  busy = false,
  disabled = false,
  label,
  ...look
}: ButtonProps) {
  const icon = busy ? 'spinner' : look.icon;
  return (
    <button
      type={type}
      class={classOf(look, false)}
      disabled={disabled}
      aria-disabled={busy ? 'true' : undefined}
      aria-label={label}
      onClick={(event) => {
        if (busy) {
          event.preventDefault();
        } else {
          onClick?.(event);
        }
      }}
    >
      {icon && <Icon name={icon} spin={busy} />}
      <span>{children}</span>
    </button>
  );
}

interface IconButtonProps extends Omit<Look, 'icon'> {
  icon: IconName;
  label: string;
  onClick: (event: TargetedMouseEvent<HTMLButtonElement>) => void;
  pressed?: boolean;
  expanded?: boolean;
  controls?: string;
  class?: string;
}

/** A button of which only the icon is seen; its name is a tooltip too. */
export function IconButton({
  icon,
  label,
  onClick,
  pressed,
  expanded,
  controls,
  class: more = '',
  ...look
}: IconButtonProps) {
  return (
    <button
      type="button"
      class={`${classOf({ kind: 'quiet', ...look }, true)} ${more}`}
      title={label}
      aria-label={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-controls={controls}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

interface LinkProps extends Look {
  href: string;
  children: ComponentChildren;
}

/** A link that looks like a button: it leads somewhere. */
export function ButtonLink({ href, children, ...look }: LinkProps) {
  return (
    <a class={classOf(look, false)} href={href}>
      {look.icon && <Icon name={look.icon} />}
      <span>{children}</span>
    </a>
  );
}
