import { api } from '../../api/client';
import type { Models, WikiSummary } from '../../api/types';
import { useResource, type Resource } from '../../state/resource';
import { useTitle } from '../../ui/useTitle';
import { FirstSteps } from './FirstSteps';
import { RunningJobs } from './RunningJobs';
import { StartBox } from './StartBox';
import { WikiList } from './WikiList';
import { ProblemNote, ProblemView, Skeleton } from '../../ui/states';
import './home.css';

const LOOK_EVERY = 30_000;
const LOOK_AT_JOBS_EVERY = 3_000;

/** Where everybody begins: one box, what runs, what is there. */
export default function HomeScreen() {
  useTitle('');
  const wikis = useResource(api.wikis(), { every: LOOK_EVERY });
  const jobs = useResource(api.jobs({ limit: 100 }), { every: LOOK_AT_JOBS_EVERY });
  const models = useResource(api.models());
  // Both are shown at once: what comes later would push away what somebody reads already.
  const known = isKnown(wikis) && isKnown(jobs);
  return (
    <div class="page stack stack-loose">
      <StartBox wikis={wikis.value ?? []} models={models.value} />
      {known ? (
        <>
          {jobs.problem && wikis.value !== undefined && <ProblemNote problem={jobs.problem} onRetry={jobs.reload} />}
          <RunningJobs jobs={jobs.value?.jobs ?? []} onEnd={wikis.reload} />
          <Wikis wikis={wikis} models={models.value} />
        </>
      ) : (
        <Skeleton rows={['title', 'card', 'card']} />
      )}
    </div>
  );
}

function isKnown(resource: Resource<unknown>): boolean {
  return resource.value !== undefined || resource.problem !== undefined;
}

function Wikis({ wikis, models }: { wikis: Resource<WikiSummary[]>; models: Models | undefined }) {
  if (wikis.value === undefined) {
    return wikis.problem ? <ProblemView problem={wikis.problem} onRetry={wikis.reload} /> : null;
  }
  return wikis.value.length === 0 ? <FirstSteps models={models} /> : <WikiList wikis={wikis.value} />;
}
