/**
 * What a value from the wire must look like, said once: the TypeScript type is derived from it, and so is the check. A client that
 * trusts a cast finds out in some component, much later, that a field was not there.
 */
export interface Shape<T> {
  /** The first thing that is wrong, with its place; undefined if nothing is. Unknown fields are fine. */
  readonly flaw: (value: unknown, at: string) => string | undefined;
  /** Never there: it carries the type. */
  readonly type?: T;
}

/** A field that may be left out, or be null. */
export interface OptionalShape<T> extends Shape<T | null | undefined> {
  readonly optional: true;
}

/** The type that a shape describes. */
export type Of<S> = S extends Shape<infer T> ? T : never;

type Fields = Readonly<Record<string, Shape<unknown>>>;
type OptionalKeys<F> = { [K in keyof F]: F[K] extends OptionalShape<unknown> ? K : never }[keyof F];
type Flat<T> = { [K in keyof T]: T[K] };
type ObjectOf<F extends Fields> = Flat<
  { [K in Exclude<keyof F, OptionalKeys<F>>]: Of<F[K]> } & { [K in OptionalKeys<F>]?: Of<F[K]> }
>;

/* @__NO_SIDE_EFFECTS__ */
function primitive<T>(is: (value: unknown) => boolean, name: string): Shape<T> {
  return { flaw: (value, at) => (is(value) ? undefined : `${at} is not ${name}`) };
}

export const text = primitive<string>((value) => typeof value === 'string', 'a text');
export const flag = primitive<boolean>((value) => typeof value === 'boolean', 'true or false');
/** A count, a place, a number of a line: whole, and exact in a double. */
export const whole = primitive<number>((value) => Number.isSafeInteger(value) && (value as number) >= 0, 'a count');
/** A number that is not negative: money, a share. */
export const amount = primitive<number>((value) => typeof value === 'number' && value >= 0, 'an amount');
/** Anything that is JSON: for what is looked at elsewhere, or not at all. */
export const anything: Shape<unknown> = { flaw: () => undefined };

/* @__NO_SIDE_EFFECTS__ */
export function word<const W extends string | true>(...words: readonly W[]): Shape<W> {
  return primitive((value) => (words as readonly unknown[]).includes(value), words.join(' or '));
}

/* @__NO_SIDE_EFFECTS__ */
export function list<T>(of: Shape<T>): Shape<T[]> {
  return {
    flaw: (value, at) => {
      if (!Array.isArray(value)) {
        return `${at} is not a list`;
      }
      return first(value.entries(), ([index, element]) => of.flaw(element, `${at}[${index}]`));
    },
  };
}

/** An object with any names, and values of one shape. */
/* @__NO_SIDE_EFFECTS__ */
export function record<T>(of: Shape<T>): Shape<Record<string, T>> {
  return {
    flaw: (value, at) =>
      isObject(value)
        ? first(Object.entries(value), ([key, element]) => of.flaw(element, `${at}.${key}`))
        : `${at} is not an object`,
  };
}

/* @__NO_SIDE_EFFECTS__ */
export function nullable<T>(of: Shape<T>): Shape<T | null> {
  return { flaw: (value, at) => (value === null ? undefined : of.flaw(value, at)) };
}

/* @__NO_SIDE_EFFECTS__ */
export function optional<T>(of: Shape<T>): OptionalShape<T> {
  return { optional: true, flaw: (value, at) => (value == null ? undefined : of.flaw(value, at)) };
}

/* @__NO_SIDE_EFFECTS__ */
export function object<F extends Fields>(fields: F): Shape<ObjectOf<F>> {
  return {
    flaw: (value, at) =>
      isObject(value)
        ? first(Object.entries(fields), ([key, of]) => of.flaw(value[key], `${at}.${key}`))
        : `${at} is not an object`,
  };
}

/** One of several objects, told apart by the word in one field. */
/* @__NO_SIDE_EFFECTS__ */
export function tagged<K extends string, F extends Fields>(
  key: K,
  shapes: F,
): Shape<{ [T in keyof F]: Flat<{ [P in K]: T } & Of<F[T]>> }[keyof F]> {
  return {
    flaw: (value, at) => {
      const tag = isObject(value) ? value[key] : undefined;
      const shape = typeof tag === 'string' && Object.hasOwn(shapes, tag) ? shapes[tag] : undefined;
      return shape === undefined ? `${at}.${key} is unknown` : shape.flaw(value, at);
    },
  };
}

/** Any of them; what is wrong is told of the last. */
/* @__NO_SIDE_EFFECTS__ */
export function anyOf<A, B>(a: Shape<A>, b: Shape<B>): Shape<A | B> {
  return { flaw: (value, at) => (a.flaw(value, at) === undefined ? undefined : b.flaw(value, at)) };
}

/** Whether a value has a shape, for the compiler to know. */
export function has<T>(shape: Shape<T>, value: unknown): value is T {
  return shape.flaw(value, '') === undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function first<E>(elements: Iterable<E>, flaw: (element: E) => string | undefined): string | undefined {
  for (const element of elements) {
    const found = flaw(element);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
