namespace LogStats.Build;

/// <summary>What the command line asked for.</summary>
/// <param name="Task">The task's name as typed.</param>
/// <param name="Configuration">Release unless told otherwise: what is tested is what ships.</param>
/// <param name="ReadyToRun">Compile the engine ahead of time for this machine's kind.</param>
/// <param name="Forwarded">Arguments that belong to the program the task starts.</param>
internal sealed record BuildRequest(
    string Task,
    string Configuration,
    bool ReadyToRun,
    IReadOnlyList<string> Forwarded)
{
    private const string Bench = "bench";

    public static BuildRequest Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0)
        {
            throw new UsageException("No task given.");
        }

        string task = arguments[0];
        string configuration = "Release";
        bool readyToRun = false;
        List<string> forwarded = [];
        for (int i = 1; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--configuration" or "-c" when i + 1 < arguments.Count:
                    configuration = ConfigurationNamed(arguments[++i]);
                    break;
                case "--ready-to-run":
                    readyToRun = true;
                    break;
                case string other when string.Equals(task, Bench, StringComparison.OrdinalIgnoreCase):
                    forwarded.Add(other);
                    break;
                case string other:
                    throw new UsageException($"'{other}' is not an option of '{task}'.");
            }
        }

        return new BuildRequest(task, configuration, readyToRun, forwarded);
    }

    private static string ConfigurationNamed(string name) => name.ToUpperInvariant() switch
    {
        "RELEASE" => "Release",
        "DEBUG" => "Debug",
        _ => throw new UsageException($"'{name}' is no configuration; use Release or Debug."),
    };
}
