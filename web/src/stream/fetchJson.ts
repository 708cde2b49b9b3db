import type { Shape } from '../api/shape';
import { Connection, type HttpRequest } from './connection';
import type { Environment } from './environment';
import { StreamFailure } from './failure';

/**
 * One short request whose answer is JSON of a shape. It is not tried again.
 *
 * @throws StreamFailure
 */
export async function fetchJson<T>(
  environment: Environment,
  request: HttpRequest,
  shape: Shape<T>,
  timeout: number,
  signal: AbortSignal,
): Promise<T> {
  const headers = { Accept: 'application/json', ...request.headers };
  const connection = await Connection.open(environment, { ...request, headers }, timeout, signal);
  const body = await connection.text();
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (cause) {
    throw new StreamFailure('garbled', 'The answer is not JSON.', { cause });
  }
  const flaw = shape.flaw(value, 'it');
  if (flaw !== undefined) {
    throw new StreamFailure('garbled', `The answer is not what it should be: ${flaw}.`);
  }
  return value as T;
}
