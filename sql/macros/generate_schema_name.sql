{#- Schemas are named in dbt_project.yml as they are: no prefix for the person who builds. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name or target.schema }}
{%- endmacro %}
