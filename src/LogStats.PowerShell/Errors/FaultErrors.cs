using System.Management.Automation;
using LogStats.Faults;

namespace LogStats.PowerShell.Errors;

/// <summary>
/// Turns faults of the engine into error records. The id is the fault's own and the category follows from it, so both
/// are the same wherever a fault comes from; what to do next goes along as the recommended action.
/// </summary>
internal static class FaultErrors
{
    public static ErrorRecord Record(this LogStatsException fault, object? target = null)
        => new(fault, fault.Id.ToString(), CategoryOf(fault.Id), target ?? fault.Target)
        {
            ErrorDetails = new ErrorDetails(fault.Message) { RecommendedAction = fault.Advice },
        };

    public static ErrorCategory CategoryOf(FaultId id) => id switch
    {
        FaultId.PathNotFound or FaultId.TableMissing or FaultId.SecretNotFound => ErrorCategory.ObjectNotFound,
        FaultId.PathNotFileSystem => ErrorCategory.InvalidArgument,
        FaultId.FileOpen => ErrorCategory.OpenError,
        FaultId.FileRead => ErrorCategory.ReadError,
        FaultId.FormatUnknown or FaultId.FormatMismatch or FaultId.ConfigInvalid or FaultId.CheckpointCorrupt
            or FaultId.GeoDatabaseInvalid or FaultId.TstatHeaderMissing
            => ErrorCategory.InvalidData,
        FaultId.LineInvalid => ErrorCategory.ParserError,
        FaultId.SinkConnect => ErrorCategory.ConnectionError,
        FaultId.SinkRejected => ErrorCategory.WriteError,
        FaultId.SinkTimeout => ErrorCategory.OperationTimeout,
        FaultId.CheckpointInUse => ErrorCategory.ResourceBusy,
        FaultId.SinkAuthentication => ErrorCategory.AuthenticationError,
        FaultId.SinkCertificate or FaultId.SinkHostKey => ErrorCategory.SecurityError,
        FaultId.SchemaMismatch => ErrorCategory.InvalidType,
        FaultId.FileWrite => ErrorCategory.WriteError,
        FaultId.DirectoryNotReady => ErrorCategory.ResourceBusy,
        FaultId.ListenAddressInUse => ErrorCategory.ResourceUnavailable,
        FaultId.QuotaExceeded => ErrorCategory.LimitsExceeded,
        _ => throw new ArgumentOutOfRangeException(nameof(id), id, "A fault without a category."),
    };
}
