using LogStats.Tally;

namespace LogStats.Sinks;

/// <summary>What a summary is grouped by, and the values of its group, as bytes: by name, so that new ones need nothing here.</summary>
internal static class SummaryParts
{
    /// <param name="state">Gets them.</param>
    /// <param name="names">What it is grouped by.</param>
    /// <param name="parts">One value for each name; none for what was folded together.</param>
    public static void Write(StateWriter state, IReadOnlyList<string> names, IReadOnlyList<string?> parts)
    {
        state.Number(names.Count);
        state.Number(parts.Count);
        foreach (string? text in names.Concat(parts))
        {
            state.Text(text);
        }
    }

    public static T[] Read<T>(ref StateReader state, out string?[] parts)
        where T : struct, Enum
    {
        T[] by = new T[state.Length()];
        parts = new string?[state.Length()];
        if (parts.Length != by.Length && parts.Length != 0)
        {
            throw StateReader.Wrong("its group has other values than names");
        }

        for (int index = 0; index < by.Length; index++)
        {
            string? name = state.Text();
            by[index] = Enum.TryParse(name, out T group) && group.ToString() == name ? group : throw SummaryState.Newer();
        }

        for (int index = 0; index < parts.Length; index++)
        {
            parts[index] = state.Text();
        }

        return by;
    }
}
