import { api } from '../../api/client';
import { useResource } from '../../state/resource';
import { useTitle } from '../../ui/useTitle';
import { FirstSteps } from './FirstSteps';
import { RunningJobs } from './RunningJobs';
import { StartBox } from './StartBox';
import { WikiList } from './WikiList';
import { ProblemView, Skeleton } from '../../ui/states';
import './home.css';

const LOOK_EVERY = 30_000;

/** Where everybody begins: one box, what runs, what is there. */
export default function HomeScreen() {
  useTitle('');
  const wikis = useResource(api.wikis(), { every: LOOK_EVERY });
  const models = useResource(api.models());
  return (
    <div class="page stack stack-loose">
      <StartBox wikis={wikis.value ?? []} models={models.value} />
      <RunningJobs onEnd={wikis.reload} />
      {wikis.value === undefined ? (
        wikis.problem ? (
          <ProblemView problem={wikis.problem} onRetry={wikis.reload} />
        ) : (
          <Skeleton rows={['title', 'card', 'card']} />
        )
      ) : wikis.value.length === 0 ? (
        <FirstSteps models={models.value} />
      ) : (
        <WikiList wikis={wikis.value} />
      )}
    </div>
  );
}
