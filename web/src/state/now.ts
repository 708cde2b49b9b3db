import { useEffect, useState } from 'preact/hooks';
import { useEnvironment } from './environment';

/** The time, told again every so often: for what says how long ago something was. */
export function useNow(every = 30_000): number {
  const { clock } = useEnvironment();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    let callOff = () => {};
    const tick = () => {
      setNow(clock.now());
      callOff = clock.after(every, tick);
    };
    callOff = clock.after(every, tick);
    return () => callOff();
  }, [clock, every]);
  return now;
}
