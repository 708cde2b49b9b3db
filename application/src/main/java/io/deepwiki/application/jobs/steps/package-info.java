/** What each kind of work item does. */
@NullMarked
package io.deepwiki.application.jobs.steps;

import org.jspecify.annotations.NullMarked;
