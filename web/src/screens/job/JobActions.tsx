import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { api, type Call } from '../../api/client';
import type { Job } from '../../api/types';
import { t, type Key } from '../../i18n';
import { useAction } from '../../state/action';
import { useMadeWiki } from '../../state/madeWiki';
import { Button, ButtonLink } from '../../ui/Button';
import { Confirm } from '../../ui/Dialog';
import { ProblemNote } from '../../ui/states';
import { toast } from '../../ui/toasts';
import { TokenField } from '../../ui/TokenField';
import { steeringOf } from './steering';

/** What can be done to the job now; one of it is the next step. */
export function JobActions({ job, onDone }: { job: Job; onDone: () => void }) {
  const { route } = useLocation();
  const { busy, problem, run } = useAction();
  const [asking, setAsking] = useState<'cancel' | 'remove' | 'retry' | null>(null);
  const [token, setToken] = useState('');
  const may = steeringOf(job);
  // A job that could not read its repository may lack a token, which is gone since it ended.
  const wantsToken = job.commit === null && job.repo_type !== 'local';

  const act = async (call: Call<{ message: string }>, said: Key) => {
    const answer = await run(call);
    setAsking(null);
    if (answer !== undefined) {
      toast(t(said));
    }
    onDone();
    return answer !== undefined;
  };
  const retry = () => act(api.retry(job.id, token === '' ? undefined : token), 'job.retried');

  return (
    <div class="stack stack-tight job-actions">
      <div class="row">
        <ReadLink job={job} />
        {may.resume && (
          <Button kind="primary" icon="play" busy={busy} onClick={() => void act(api.resume(job.id), 'job.resumed')}>
            {t('job.resume')}
          </Button>
        )}
        {may.pause && (
          <Button icon="pause" busy={busy} onClick={() => void act(api.pause(job.id), 'job.paused')}>
            {t('job.pause')}
          </Button>
        )}
        {may.retry && (
          <Button
            kind={job.status === 'partially_completed' ? 'plain' : 'primary'}
            icon="retry"
            busy={busy}
            onClick={() => (wantsToken ? setAsking('retry') : void retry())}
          >
            {t(job.status === 'partially_completed' ? 'job.retryAll' : 'job.retry')}
          </Button>
        )}
        {may.cancel && (
          <Button icon="stop" onClick={() => setAsking('cancel')}>
            {t('job.cancel')}
          </Button>
        )}
        {may.remove && (
          <Button icon="remove" onClick={() => setAsking('remove')}>
            {t('job.remove')}
          </Button>
        )}
      </div>
      {problem && <ProblemNote problem={problem} />}
      {asking === 'cancel' && (
        <Confirm
          title={t('job.cancelTitle')}
          action={t('job.cancelIt')}
          danger
          busy={busy}
          onConfirm={() => void act(api.cancel(job.id), 'job.cancelled')}
          onClose={() => setAsking(null)}
        >
          <p>{t('job.cancelText')}</p>
        </Confirm>
      )}
      {asking === 'remove' && (
        <Confirm
          title={t('job.removeTitle')}
          action={t('job.remove')}
          danger
          busy={busy}
          onConfirm={() =>
            void run(api.remove(job.id)).then((answer) => {
              setAsking(null);
              if (answer === undefined) {
                onDone();
              } else {
                toast(t('job.removed'));
                route('/admin', true);
              }
            })
          }
          onClose={() => setAsking(null)}
        >
          <p>{t('job.removeText')}</p>
        </Confirm>
      )}
      {asking === 'retry' && (
        <Confirm
          title={t('job.retryTitle')}
          action={t('job.retry')}
          busy={busy}
          onConfirm={() => void retry()}
          onClose={() => setAsking(null)}
        >
          <TokenField value={token} hint={t('job.retryToken')} onInput={setToken} />
        </Confirm>
      )}
    </div>
  );
}

/** To the wiki that the job has made; there may be one of before, too. */
function ReadLink({ job }: { job: Job }) {
  const wiki = useMadeWiki(job);
  return wiki === undefined ? null : (
    <ButtonLink kind="primary" icon="book" href={`/wiki/${wiki.id}`}>
      {t('job.readWiki')}
    </ButtonLink>
  );
}
