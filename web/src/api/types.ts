/**
 * The wire, as the HTTP contract has it. Field names are the contract's. What comes in is a shape, which can be checked, and a type of the
 * same name that is derived from it; what goes out is a type.
 */
export * from './chatTypes';
export * from './jobTypes';
export * from './systemTypes';
export * from './wikiTypes';
