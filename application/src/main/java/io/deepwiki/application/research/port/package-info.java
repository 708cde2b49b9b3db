/** Where researches are kept that another instance may have to go on with. */
@NullMarked
package io.deepwiki.application.research.port;

import org.jspecify.annotations.NullMarked;
