/** The engine that runs wiki jobs, and what people can ask of it. */
@NullMarked
package io.deepwiki.application.jobs;

import org.jspecify.annotations.NullMarked;
