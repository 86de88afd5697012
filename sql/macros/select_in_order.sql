{#- The rows of a mart in the order that its YAML names, so that a release takes the table as it is. dbt asks for this
    macro by its name, wherever a model has a contract. -#}
{% macro duckdb__get_select_subquery(sql) -%}
    {%- set meta = model.config.meta -%}
    select {{ adapter.dispatch('get_column_names', 'dbt')() }}
    from (
        {{ sql }}
    ) as model_subq
    order by {{ (meta.get('order', []) + meta['key']) | join(', ') }}
{%- endmacro %}
