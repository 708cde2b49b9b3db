/** Promises of the data folder. */
@NullMarked
package io.deepwiki.folder;

import org.jspecify.annotations.NullMarked;
