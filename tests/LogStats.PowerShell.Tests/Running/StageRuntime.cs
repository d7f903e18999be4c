using System.Collections;
using System.Management.Automation;

namespace LogStats.PowerShell.Tests.Running;

/// <summary>
/// What stands behind a cmdlet's Write methods; refuses other threads and other moments, as the engine does.
/// </summary>
internal sealed class StageRuntime(Pipeline pipeline, Stage stage, Consent consent) : ICommandRuntime2
{
    private readonly RunStreams _streams = pipeline.Streams;

    public void WriteObject(object sendToPipeline) => WriteObject(sendToPipeline, enumerateCollection: false);

    public void WriteObject(object sendToPipeline, bool enumerateCollection)
    {
        Permit();
        if (!enumerateCollection || LanguagePrimitives.GetEnumerable(sendToPipeline) is not { } elements)
        {
            pipeline.Send(stage.Index, sendToPipeline);
            return;
        }

        foreach (object? element in elements)
        {
            pipeline.Send(stage.Index, element);
        }
    }

    public void WriteError(ErrorRecord errorRecord)
    {
        Permit();
        ArgumentNullException.ThrowIfNull(errorRecord);
        stage.Sign(errorRecord);
        switch (stage.Common.ErrorAction)
        {
            case ActionPreference.Stop:
                throw pipeline.Fail(errorRecord);
            case ActionPreference.Ignore:
                break;
            default:
                _streams.Errors.Add(errorRecord);
                break;
        }
    }

    public void ThrowTerminatingError(ErrorRecord errorRecord)
    {
        Permit();
        throw pipeline.Fail(stage.Sign(errorRecord));
    }

    public void WriteWarning(string text)
    {
        Permit();
        if (stage.Common.WarningAction is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore))
        {
            _streams.Warnings.Add(text);
        }
    }

    public void WriteVerbose(string text) => Record(_streams.Verbose, text);

    public void WriteDebug(string text) => Record(_streams.Debug, text);

    public void WriteCommandDetail(string text) => Permit();

    public void WriteProgress(ProgressRecord progressRecord) => Record(_streams.Progress, progressRecord);

    public void WriteProgress(long sourceId, ProgressRecord progressRecord) => WriteProgress(progressRecord);

    public void WriteInformation(InformationRecord informationRecord) =>
        Record(_streams.Information, informationRecord);

    public bool ShouldProcess(string target) => ShouldProcess(target, stage.Invocation.MyCommand.Name);

    public bool ShouldProcess(string target, string action) =>
        ShouldProcess($"Performing the operation \"{action}\" on target \"{target}\".", null!, null!);

    public bool ShouldProcess(string verboseDescription, string verboseWarning, string caption) =>
        ShouldProcess(verboseDescription, verboseWarning, caption, out _);

    public bool ShouldProcess(
        string verboseDescription, string verboseWarning, string caption, out ShouldProcessReason shouldProcessReason)
    {
        Permit();
        return consent.ToProcess(verboseDescription, verboseWarning, out shouldProcessReason);
    }

    public bool ShouldContinue(string query, string caption)
    {
        Permit();
        return consent.Ask(query);
    }

    public bool ShouldContinue(string query, string caption, ref bool yesToAll, ref bool noToAll) =>
        !noToAll && (yesToAll || ShouldContinue(query, caption));

    public bool ShouldContinue(
        string query, string caption, bool hasSecurityImpact, ref bool yesToAll, ref bool noToAll) =>
        ShouldContinue(query, caption, ref yesToAll, ref noToAll);

    /// <summary>For a command that wants no more input; to be thrown.</summary>
    internal PipelineStoppedException Satisfied() => pipeline.Satisfy(stage.Index);

    private void Record<T>(List<T> stream, T entry)
    {
        Permit();
        stream.Add(entry);
    }

    private void Permit()
    {
        if (!pipeline.IsPipelineThread || !stage.IsActive)
        {
            throw new PSInvalidOperationException("The WriteObject and WriteError methods cannot be called from "
                + "outside the overrides of the BeginProcessing, ProcessRecord, and EndProcessing methods, and they "
                + "can only be called from within the same thread.");
        }

        pipeline.ThrowIfOver(stage.Index);
    }
}
