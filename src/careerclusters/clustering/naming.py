import polars as pl


def name_clusters(catalog, clusters, memberships):
    return clusters.with_columns(pl.col("cluster_id").alias("name"))


def describe_clusters(clusters, evidence, memberships):
    return clusters.with_columns(pl.lit("").alias("description")).select(
        "level", "cluster_id", "name", "parent_id", "n_occupations", "stability_share", "description"
    )
