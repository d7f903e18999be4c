namespace LogStats.Build.Help.Model;

/// <summary>What a parameter is in one parameter set, or in all of them.</summary>
internal sealed record HelpParameterUse(
    string SetName,
    int? Position,
    bool IsRequired,
    bool FromPipeline,
    bool FromPipelineByPropertyName)
{
    /// <summary>The name that stands for all parameter sets.</summary>
    public const string EverySet = "(All)";

    public bool IsEverySet => SetName is EverySet or "__AllParameterSets";

    /// <summary>In the words of Get-Help.</summary>
    public string PipelineText => (FromPipeline, FromPipelineByPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
