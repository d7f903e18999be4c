#nullable disable

namespace System.Management.Automation;

/// <summary>Where a cmdlet's words go. The members about transactions and the host are left out.</summary>
public interface ICommandRuntime
{
    void WriteObject(object sendToPipeline);

    void WriteObject(object sendToPipeline, bool enumerateCollection);

    void WriteError(ErrorRecord errorRecord);

    void WriteWarning(string text);

    void WriteVerbose(string text);

    void WriteDebug(string text);

    void WriteCommandDetail(string text);

    void WriteProgress(ProgressRecord progressRecord);

    void WriteProgress(long sourceId, ProgressRecord progressRecord);

    bool ShouldProcess(string target);

    bool ShouldProcess(string target, string action);

    bool ShouldProcess(string verboseDescription, string verboseWarning, string caption);

    bool ShouldProcess(
        string verboseDescription, string verboseWarning, string caption, out ShouldProcessReason shouldProcessReason);

    bool ShouldContinue(string query, string caption);

    bool ShouldContinue(string query, string caption, ref bool yesToAll, ref bool noToAll);

    void ThrowTerminatingError(ErrorRecord errorRecord);
}
