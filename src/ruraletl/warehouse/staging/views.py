"""The staging views: what the tables say of pages and articles."""

from __future__ import annotations

# Views are made anew whenever the file is opened: they hold no data, and so need no migration.
VIEWS = {
    # Each version of each page once, however often it was found unchanged; a 304 names no content type, the 200 did.
    "page_copies": """
        select
            source_id,
            article_url,
            role,
            url,
            page_number,
            sha256,
            arg_max(final_url, fetched_at) as final_url,
            arg_max(content_type, fetched_at) as content_type,
            arg_max(etag, fetched_at) as etag,
            arg_max(last_modified, fetched_at) as last_modified,
            arg_min(warc_file, fetched_at) as warc_file,
            arg_min(warc_offset, fetched_at) as warc_offset,
            min(fetched_at) as first_fetched_at,
            max(fetched_at) as last_fetched_at
        from fetches
        where outcome <> 'failed' and sha256 is not null
        group by all
        having arg_min(warc_file, fetched_at) is not null
    """,
    "article_pages": """
        select *
        from page_copies
        where role = 'article'
        qualify row_number() over (
            partition by source_id, article_url, page_number order by last_fetched_at desc, sha256
        ) = 1
    """,
    "articles": """
        select source_id, article_url, string_agg(sha256, ';' order by page_number) as pages_sha256
        from article_pages
        group by all
    """,
}
