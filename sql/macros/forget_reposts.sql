{#- Drop what was worked out by another method, or for documents that are gone. -#}
{% macro forget_reposts(table, document_columns) -%}
    {%- set gone = 'not in (select document_id from ' ~ source('staging', 'documents') ~ ')' -%}
    delete from {{ table }}
    where repost_method <> {{ var('repost_method') }} or {{ document_columns | join(' ' ~ gone ~ ' or ') }} {{ gone }}
{%- endmacro %}
