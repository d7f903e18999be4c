namespace LogStats.Sinks;

/// <summary>Which columns a table gets.</summary>
public enum RowSchema
{
    /// <summary>All that the record holds, under its property names.</summary>
    Native,

    /// <summary>The table of the program that this one replaces, so that queries and dashboards go on working.</summary>
    Original,
}
