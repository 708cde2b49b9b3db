/** What the tests of every layer share: the stores in memory, wired together. */
@NullMarked
package io.deepwiki.application;

import org.jspecify.annotations.NullMarked;
