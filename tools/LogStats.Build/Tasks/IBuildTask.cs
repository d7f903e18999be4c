namespace LogStats.Build.Tasks;

/// <summary>One word on the command line and what it does.</summary>
internal interface IBuildTask
{
    public string Name { get; }

    /// <summary>One line for the usage text.</summary>
    public string Summary { get; }

    /// <summary>Does the work; the result is the tool's exit code.</summary>
    public Task<int> RunAsync(Repository repository, BuildRequest request);
}
