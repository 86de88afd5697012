{#- How many independent sources there are: a copy counts for the site that had the text first, several texts of one
    site count once, and so do several of one publisher (来源) wherever they stand. -#}
{% macro count_sources() -%}
    least(count(distinct first_source_id), count(distinct coalesce(first_publisher, first_source_id)))
{%- endmacro %}
