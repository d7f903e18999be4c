namespace LogStats.Sinks.Json;

/// <summary>How rows stand together in a message.</summary>
public enum JsonForm
{
    /// <summary>One JSON array.</summary>
    Array,

    /// <summary>One JSON object on each line.</summary>
    Lines,
}
