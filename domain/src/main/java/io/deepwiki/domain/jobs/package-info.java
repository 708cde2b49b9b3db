/** The background job that makes a wiki: its states, its work items, its events. */
@NullMarked
package io.deepwiki.domain.jobs;

import org.jspecify.annotations.NullMarked;
