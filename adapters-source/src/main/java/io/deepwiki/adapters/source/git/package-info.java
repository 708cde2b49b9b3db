/** Reads Git repositories, at a host over HTTP or in a folder of this machine, without ever making a work tree. */
@NullMarked
package io.deepwiki.adapters.source.git;

import org.jspecify.annotations.NullMarked;
