import { formatAge, formatDateTime } from '../i18n/format';
import { useNow } from '../state/now';

/** How long ago something was; exactly when, on a closer look. */
export function Age({ time }: { time: string }) {
  const now = useNow();
  return (
    <time dateTime={time} title={formatDateTime(time)}>
      {formatAge(time, now)}
    </time>
  );
}
