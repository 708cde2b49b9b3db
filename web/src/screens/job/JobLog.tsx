import { useState } from 'preact/hooks';
import type { JobProgress } from '../../api/types';
import { t } from '../../i18n';
import { formatDateTime, formatTime } from '../../i18n/format';
import { Button } from '../../ui/Button';
import { Happened } from './Happened';

/** As many are shown at first: the newest say most. */
const SHOWN = 100;

/** What happened, the newest first. */
export function JobLog({ lines, missed }: { lines: readonly JobProgress[]; missed: boolean }) {
  const [all, setAll] = useState(false);
  const shown = (all ? lines : lines.slice(-SHOWN)).toReversed();
  const runs = (lines.at(-1)?.run ?? 1) > 1;
  return (
    <details class="log">
      <summary>
        <h2>{t('job.log')}</h2> <span class="soft small">{t('job.logCount', { count: lines.length })}</span>
      </summary>
      <ol class="log-lines" reversed>
        {shown.map((line) => (
          <LogLine key={line.seq} line={line} withRun={runs} />
        ))}
      </ol>
      {shown.length < lines.length && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('job.logAll', { count: lines.length })}
        </Button>
      )}
      {missed && <p class="soft small">{t('job.logMissed')}</p>}
    </details>
  );
}

/** It uses signals, and is therefore drawn once for each line. */
function LogLine({ line, withRun }: { line: JobProgress; withRun: boolean }) {
  return (
    <li>
      <time class="soft number" dateTime={line.at} title={formatDateTime(line.at)}>
        {formatTime(line.at)}
      </time>
      <span>
        {withRun && <span class="soft">{t('job.logRun', { run: line.run })} · </span>}
        <Happened line={line} />
      </span>
    </li>
  );
}
