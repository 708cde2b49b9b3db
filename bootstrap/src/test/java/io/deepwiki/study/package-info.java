/** How the search was chosen: the same questions to other designs. Run by hand, see docs/benchmarks.md. */
@NullMarked
package io.deepwiki.study;

import org.jspecify.annotations.NullMarked;
