/** Tests of the rules. */
@NullMarked
package io.deepwiki.domain.jobs;

import org.jspecify.annotations.NullMarked;
