/** The data folder on disk: keys, logs, the running service's card, and the folders that may be read. */
@NullMarked
package io.deepwiki.folder;

import org.jspecify.annotations.NullMarked;
