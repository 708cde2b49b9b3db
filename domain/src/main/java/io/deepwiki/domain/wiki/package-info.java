/** What a wiki is: its outline, its pages, its citations and diagrams. */
@NullMarked
package io.deepwiki.domain.wiki;

import org.jspecify.annotations.NullMarked;
