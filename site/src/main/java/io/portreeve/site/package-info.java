/** Makes pages for a browser of the project's Markdown, and finds links that lead nowhere. */
@NullMarked
package io.portreeve.site;

import org.jspecify.annotations.NullMarked;
