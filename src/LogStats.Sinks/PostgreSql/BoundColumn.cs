namespace LogStats.Sinks.PostgreSql;

/// <summary>A column of ours and the column of the table that takes it.</summary>
internal sealed class BoundColumn(RowColumn ours, TableColumn there)
{
    public string Name => there.Name;

    public RowType Type => ours.Type;

    public string Quoted { get; } = Identifier.Quote(there.Name);

    public int? MostCharacters { get; } = there.MostCharacters;

    public long Least { get; } = there.Range.Least;

    public long Most { get; } = there.Range.Most;

    /// <summary>Whether COPY may write it with the same bytes as into a column that we made.</summary>
    public bool IsOurs => there.IsOurs(ours.Type);

    /// <summary>How a stage's value gets its table's type. An explicit cast would cut a text that is too long without a word.</summary>
    public string FromStage => ours.Type == RowType.Text && there.Category != 'S' ? $"CAST(s.{Quoted} AS {there.Type})" : $"s.{Quoted}";
}
