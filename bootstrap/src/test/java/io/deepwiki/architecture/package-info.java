/** The rules that hold the house together, each seen to bite. */
@NullMarked
package io.deepwiki.architecture;

import org.jspecify.annotations.NullMarked;
