/** Where jobs, their work and their events are kept. */
@NullMarked
package io.deepwiki.application.jobs.port;

import org.jspecify.annotations.NullMarked;
