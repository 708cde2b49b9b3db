/** Tests of the use cases. */
@NullMarked
package io.deepwiki.application.jobs;

import org.jspecify.annotations.NullMarked;
