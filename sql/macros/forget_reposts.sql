{#- Drop what was worked out by another method, or for documents that are gone. -#}
{% macro forget_reposts(table, document_columns) -%}
    {%- set known = 'select document_id from ' ~ source('staging', 'documents') ~ ' where ' ~ is_known() -%}
    {%- set gone = 'not in (' ~ known ~ ')' -%}
    delete from {{ table }}
    where repost_method <> {{ var('repost_method') }} or {{ document_columns | join(' ' ~ gone ~ ' or ') }} {{ gone }}
{%- endmacro %}
