using System.CommandLine;
using LogStats.Agent.Terminal;

namespace LogStats.Agent;

/// <summary>What is said to a command line that cannot be understood.</summary>
internal static class UsageText
{
    public static int Write(ParseResult parsed)
    {
        string command = parsed.CommandResult.Command is RootCommand
            ? "logstats"
            : $"logstats {parsed.CommandResult.Command.Name}";
        TextWriter error = Screen.Default.Error;
        if (parsed.Tokens.Count == 0)
        {
            parsed.CommandResult.Command.Parse(["--help"])
                .Invoke(new InvocationConfiguration { Output = error });
            return ExitCode.Usage;
        }

        // Of several the last is the most telling: the first may only say that no verb was understood.
        foreach (string message in parsed.Errors.Select(fault => fault.Message).Distinct().TakeLast(1))
        {
            error.WriteLine($"{Screen.Default.Red("error")} Usage: {message}");
        }

        error.WriteLine($"  try: {command} --help");
        return ExitCode.Usage;
    }
}
