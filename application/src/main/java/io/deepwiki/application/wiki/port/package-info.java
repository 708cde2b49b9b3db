/** Where wikis are kept. */
@NullMarked
package io.deepwiki.application.wiki.port;

import org.jspecify.annotations.NullMarked;
