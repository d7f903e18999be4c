using System.Globalization;

namespace LogStats.Elf.Settings;

/// <summary>A value of Python and the line that it begins in.</summary>
internal abstract record PythonValue(int Line)
{
    /// <summary>As an error shows it.</summary>
    public abstract string Shown { get; }

    public sealed record None(int Line) : PythonValue(Line)
    {
        public override string Shown => "None";
    }

    public sealed record Truth(int Line, bool Value) : PythonValue(Line)
    {
        public override string Shown => Value ? "True" : "False";
    }

    public sealed record Number(int Line, double Value) : PythonValue(Line)
    {
        public override string Shown => Value.ToString(CultureInfo.InvariantCulture);
    }

    public sealed record Text(int Line, string Value) : PythonValue(Line)
    {
        public override string Shown => $"the text '{Value}'";
    }

    /// <summary>A list or a tuple.</summary>
    public sealed record Items(int Line, IReadOnlyList<PythonValue> Values) : PythonValue(Line)
    {
        public override string Shown => $"a list of {Values.Count}";
    }

    public sealed record Pairs(int Line, IReadOnlyList<(PythonValue Key, PythonValue Value)> Values) : PythonValue(Line)
    {
        public override string Shown => "a dict";
    }

    /// <summary>A pattern given to <c>re.compile</c>; of its flags only the one for case is known, and stands in it.</summary>
    public sealed record Pattern(int Line, string Value) : PythonValue(Line)
    {
        public override string Shown => $"the pattern '{Value}'";
    }

    /// <summary>A name of the logging module, such as <c>logging.INFO</c>.</summary>
    public sealed record Level(int Line, string Value) : PythonValue(Line)
    {
        public override string Shown => $"logging.{Value}";
    }
}
