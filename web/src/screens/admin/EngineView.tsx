import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../api/client';
import type { Overview } from '../../api/types';
import { t } from '../../i18n';
import { formatAge, formatNumber } from '../../i18n/format';
import { useAction } from '../../state/action';
import { useNow } from '../../state/now';
import { useResource } from '../../state/resource';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Confirm } from '../../ui/Dialog';
import { ProblemNote, Skeleton } from '../../ui/states';
import { toast } from '../../ui/toasts';

const LOOK_EVERY = 5_000;

/** The engine: whether it runs, what waits, which instances are there. */
export function EngineView() {
  const overview = useResource(api.overview(), { every: LOOK_EVERY });
  if (overview.value === undefined) {
    return overview.problem ? (
      <ProblemNote problem={overview.problem} onRetry={overview.reload} />
    ) : (
      <Skeleton rows={['card']} />
    );
  }
  return (
    <section class="engine">
      <Engine engine={overview.value.engine} onDone={overview.reload} />
      <Queue queue={overview.value.queue} />
      <Instances instances={overview.value.instances} />
    </section>
  );
}

function Panel({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="card card-tight stack stack-tight">
      <h2 class="panel-title">{title}</h2>
      {children}
    </div>
  );
}

function Engine({ engine, onDone }: { engine: Overview['engine']; onDone: () => void }) {
  const { busy, problem, run } = useAction();
  const [asking, setAsking] = useState(false);
  const now = useNow();
  const turn = async () => {
    const answer = await run(engine.paused ? api.resumeEngine() : api.pauseEngine());
    setAsking(false);
    if (answer !== undefined) {
      toast(t(engine.paused ? 'admin.engineResumedSaid' : 'admin.enginePausedSaid'));
    }
    onDone();
  };
  return (
    <Panel title={t('admin.engine')}>
      <p>
        {engine.paused ? (
          <Badge tone="warn" icon="pause">
            {engine.paused_since === null
              ? t('admin.enginePaused')
              : t('admin.enginePausedSince', { age: formatAge(engine.paused_since, now) })}
          </Badge>
        ) : (
          <Badge tone="good" icon="check">
            {t('admin.engineRuns')}
          </Badge>
        )}
      </p>
      {problem && <ProblemNote problem={problem} />}
      <div class="panel-foot">
        {engine.paused ? (
          <Button size="small" icon="play" busy={busy} onClick={() => void turn()}>
            {t('admin.resumeEngine')}
          </Button>
        ) : (
          <Button size="small" icon="pause" onClick={() => setAsking(true)}>
            {t('admin.pauseEngine')}
          </Button>
        )}
      </div>
      {asking && (
        <Confirm
          title={t('admin.pauseEngineTitle')}
          action={t('admin.pauseEngine')}
          busy={busy}
          onConfirm={() => void turn()}
          onClose={() => setAsking(false)}
        >
          <p>{t('admin.pauseEngineText')}</p>
        </Confirm>
      )}
    </Panel>
  );
}

function Queue({ queue }: { queue: Overview['queue'] }) {
  const now = useNow(5_000);
  const facts: [string, string][] = [
    [t('admin.underWay'), formatNumber(queue.running)],
    [t('admin.ready'), formatNumber(queue.ready)],
    [t('admin.later'), formatNumber(queue.later)],
    [t('admin.openJobs'), t('admin.ofMost', { count: queue.open_jobs, most: queue.open_jobs_limit })],
  ];
  if (queue.oldest_ready_at !== null) {
    facts.push([t('admin.oldest'), formatAge(queue.oldest_ready_at, now)]);
  }
  return (
    <Panel title={t('admin.queue')}>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="strong">{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function Instances({ instances }: { instances: Overview['instances'] }) {
  const now = useNow(5_000);
  return (
    <Panel title={t('admin.instances')}>
      <ul class="instances">
        {instances.map(({ id, name, alive, started_at, last_beat_at }) => (
          <li key={id}>
            <span class="strong clip" title={id}>
              {name}
            </span>
            <Badge tone={alive ? 'good' : 'bad'}>{t(alive ? 'admin.alive' : 'admin.silent')}</Badge>
            <span class="soft small">
              {alive
                ? t('admin.started', { age: formatAge(started_at, now) })
                : t('admin.beat', { age: formatAge(last_beat_at, now) })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
