namespace LogStats.Elf.Settings;

/// <summary>A piece of Python text. Of a string literal the text is what it stands for, of all else what is written.</summary>
internal readonly record struct PythonToken(PythonTokenKind Kind, string Text, int Line)
{
    public bool Is(char sign) => Kind == PythonTokenKind.Sign && Text[0] == sign && Text.Length == 1;

    /// <summary>As an error shows it.</summary>
    public string Shown => Kind switch
    {
        PythonTokenKind.LineEnd => "the end of the line",
        PythonTokenKind.End => "the end of the file",
        PythonTokenKind.Text => "a string",
        _ => $"'{Text}'",
    };
}
