using System.Diagnostics;
using System.Globalization;
using LogStats.Sinks.Writer;

namespace LogStats.Sinks.Tests.Infrastructure;

/// <summary>The writer as a process of its own: something that can be killed.</summary>
internal sealed class WriterProgram : IDisposable
{
    private readonly Process _process;

    public WriterProgram(string target, int rows, int batch, int halt, params string[] more)
        => _process = Tool.Start(DotNet, [Assembly, target, Text(rows), Text(batch), Text(halt), .. more]);

    public static string DotNet { get; } = Environment.ProcessPath is { } path
        && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    public static string Assembly { get; } = typeof(Sample).Assembly.Location;

    /// <summary>Rows that were answered so far.</summary>
    public int Answered { get; private set; }

    /// <summary>Reads on until so many rows are answered, or the program halts or ends.</summary>
    public void ReadTo(int answered)
    {
        while (Answered < answered && _process.StandardOutput.ReadLine() is { } line
            && int.TryParse(line, CultureInfo.InvariantCulture, out int number))
        {
            Answered = number;
        }
    }

    /// <summary>Kills it as the kernel does, and reads what it had said before.</summary>
    public void Kill()
    {
        _process.Kill();
        ReadTo(int.MaxValue);
        _process.WaitForExit();
    }

    public void Dispose() => _process.Dispose();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
