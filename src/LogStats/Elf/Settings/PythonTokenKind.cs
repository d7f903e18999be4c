namespace LogStats.Elf.Settings;

internal enum PythonTokenKind
{
    End,
    LineEnd,

    /// <summary>Before a line that does not begin where its first word stands.</summary>
    Indent,

    Name,
    Number,
    Text,
    Sign,
}
