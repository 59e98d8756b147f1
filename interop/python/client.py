"""Calls CodeArts Pipeline with Huawei Cloud's Python SDK, as its documentation shows, and prints one line of JSON
for each call: what the SDK has read, or the error that it reports.

    client.py story    every operation that the action uses, with the smallest and the fullest body
    client.py knock    four calls that only read: for credentials and projects that are refused

This version of the SDK no longer has the v3 status. Of the two answers to a manual trigger it has one.
"""

import json
import os
import sys

from huaweicloudsdkcodeartspipeline.v2 import *
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException
from huaweicloudsdkcore.http.http_config import HttpConfig

PROJECT, BUILD, TESTS, RELEASE, DEPLOY, CROWDED, STAGING = (
    os.environ[f"{name}_ID"] for name in ("PROJECT", "BUILD", "TESTS", "RELEASE", "DEPLOY", "CROWDED", "STAGING")
)


def connect():
    config = HttpConfig.get_default_config()
    config.timeout = (10, 10)
    credentials = BasicCredentials(os.environ["HUAWEICLOUD_SDK_AK"], os.environ["HUAWEICLOUD_SDK_SK"], PROJECT)
    return (
        CodeArtsPipelineClient.new_builder()
        .with_http_config(config)
        .with_credentials(credentials)
        .with_endpoints([os.environ["ENDPOINT"]])
        .build()
    )


def knock(client):
    call("batch status", client.batch_show_pipelines_latest_status,
         BatchShowPipelinesLatestStatusRequest(project_id=PROJECT, body=[BUILD]))
    call("list pipelines, smallest", client.list_pipelines,
         ListPipelinesRequest(project_id=PROJECT, body=ListPipelineQuery()))
    call("latest run", client.show_pipeline_run_detail,
         ShowPipelineRunDetailRequest(project_id=PROJECT, pipeline_id=BUILD))
    call("pipeline detail", client.show_pipeline_detail,
         ShowPipelineDetailRequest(project_id=PROJECT, pipeline_id=BUILD))


def read(client):
    knock(client)
    call("list pipelines, fullest", client.list_pipelines, ListPipelinesRequest(project_id=PROJECT, body=ListPipelineQuery(
        project_id=PROJECT, project_ids=[PROJECT], component_id="", name="build", status=["COMPLETED"], is_publish=False,
        creator_id="", creator_ids=[], executor_ids=[], start_time="2026-01-01 00:00:00", end_time="2036-01-01 00:00:00",
        pipeline_run_update_time="2026-01-01 00:00:00", exclude_pipeline_id="", include_pipeline_id="", tag_list=[],
        manifest_version_list=[], offset=0, limit=10, sort_key="name", sort_dir="asc", group_path_id="", by_group=False,
        is_banned=False, query_new=True, security_level_list=[], dev_uc_security_level_list=[])))
    call("list runs, smallest", client.list_pipeline_runs,
         ListPipelineRunsRequest(project_id=PROJECT, pipeline_id=TESTS, body=ListPipelineRunsQuery()))
    call("list runs, fullest", client.list_pipeline_runs, ListPipelineRunsRequest(
        project_id=PROJECT, pipeline_id=TESTS, body=ListPipelineRunsQuery(
            status=["FAILED"], start_time="2026-01-01 00:00:00", end_time="2036-01-01 00:00:00",
            update_time="2026-01-01 00:00:00", trigger_type=["Push"], executor_ids=[], offset=0, limit=10,
            sort_key="start_time", sort_dir="desc", show_job_details=False, stage_id="", job_id="")))

    step = last_step(client, TESTS)
    call("run detail", client.show_pipeline_run_detail, ShowPipelineRunDetailRequest(
        project_id=PROJECT, pipeline_id=TESTS, pipeline_run_id=step["pipeline_run_id"]))
    call("log, smallest", client.show_pipeline_log,
         ShowPipelineLogRequest(project_id=PROJECT, pipeline_id=TESTS, **step, body=LogQuery(limit=2, sort="desc")))
    call("log, fullest", client.show_pipeline_log, ShowPipelineLogRequest(
        project_id=PROJECT, pipeline_id=TESTS, **step,
        body=LogQuery(start_offset=0, end_offset=0, limit=100, sort="asc", offset=0, level="")))
    call("step outputs", client.show_step_outputs, ShowStepOutputsRequest(
        project_id=PROJECT, pipeline_id=TESTS, pipeline_run_id=step["pipeline_run_id"], step_run_ids=step["step_run_id"]))
    call("artifacts", client.show_pipeline_artifacts, ShowPipelineArtifactsRequest(
        project_id=PROJECT, pipeline_id=TESTS, pipeline_run_id=step["pipeline_run_id"]))


def start(client):
    call("start, smallest", client.run_pipeline,
         RunPipelineRequest(project_id=PROJECT, pipeline_id=BUILD, body=RunPipelineDTO()))
    source = RunPipelineDTOSources(type="code", params=RunPipelineDTOParams(
        git_type="codehub", alias="code", codehub_id="1000", default_branch="main", git_url="https://git.example/code.git",
        endpoint_id="", change_request_ids=[], build_params=RunPipelineDTOParamsBuildParams(
            build_type="branch", event_type="Manual", target_branch="release", tag="")))
    started = call("start, fullest", client.run_pipeline, RunPipelineRequest(
        project_id=PROJECT, pipeline_id=BUILD, body=RunPipelineDTO(
            sources=[source], description="interop", variables=[RunPipelineDTOVariables(name="TARGET", value="staging")],
            choose_jobs=[], choose_stages=[], sub_hook=False, execution_plan_id="")))
    if started is not None and started.pipeline_run_id is not None:
        call("stop", client.stop_pipeline_run, StopPipelineRunRequest(
            project_id=PROJECT, pipeline_id=BUILD, pipeline_run_id=started.pipeline_run_id))
    call("retry", client.retry_pipeline_run, RetryPipelineRunRequest(
        project_id=PROJECT, pipeline_id=TESTS, pipeline_run_id=last_step(client, TESTS)["pipeline_run_id"]))


def wait(client):
    """Starts and retries where there is no room: both are queued, which the SDK takes for an answer without data."""
    call("start, queued", client.run_pipeline,
         RunPipelineRequest(project_id=PROJECT, pipeline_id=CROWDED, body=RunPipelineDTO()))
    call("batch status, queued", client.batch_show_pipelines_latest_status,
         BatchShowPipelinesLatestStatusRequest(project_id=PROJECT, body=[CROWDED]))
    call("run detail, queued", client.show_pipeline_run_detail,
         ShowPipelineRunDetailRequest(project_id=PROJECT, pipeline_id=CROWDED))
    runs = call("list runs, queued", client.list_pipeline_runs,
                ListPipelineRunsRequest(project_id=PROJECT, pipeline_id=CROWDED, body=ListPipelineRunsQuery()))
    if runs is None or len(runs.pipeline_runs) != 3:
        return
    queued, _, failed = (run.pipeline_run_id for run in runs.pipeline_runs)
    call("stop, queued", client.stop_pipeline_run,
         StopPipelineRunRequest(project_id=PROJECT, pipeline_id=CROWDED, pipeline_run_id=queued))
    call("retry, queued", client.retry_pipeline_run,
         RetryPipelineRunRequest(project_id=PROJECT, pipeline_id=CROWDED, pipeline_run_id=failed))


def decide(client):
    call("review, pass", client.accept_manual_review, AcceptManualReviewRequest(
        project_id=PROJECT, pipeline_id=RELEASE, **last_step(client, RELEASE)))
    call("review, refuse", client.reject_manual_review, RejectManualReviewRequest(
        project_id=PROJECT, pipeline_id=DEPLOY, **last_step(client, DEPLOY)))
    waits = client.show_pipeline_run_detail(ShowPipelineRunDetailRequest(project_id=PROJECT, pipeline_id=STAGING))
    call("manual trigger, pass", client.accept_checkpoint, AcceptCheckpointRequest(
        project_id=PROJECT, pipeline_id=STAGING, pipeline_run_id=waits.id, step_run_id=waits.stages[0].pre[0].id))


def last_step(client, pipeline_id):
    """The IDs of a pipeline's latest run and of the last step in its first stage; `unknown` where they are not told."""
    ids = {"pipeline_run_id": "unknown", "job_run_id": "unknown", "step_run_id": "unknown"}
    try:
        detail = client.show_pipeline_run_detail(ShowPipelineRunDetailRequest(project_id=PROJECT, pipeline_id=pipeline_id))
    except ClientRequestException:
        return ids
    for stage in (detail.stages or [])[:1]:
        for job in stage.jobs or []:
            for step in job.steps or []:
                ids = {"pipeline_run_id": detail.id, "job_run_id": job.id, "step_run_id": step.id}
    return ids


def call(name, operation, request):
    """Makes a call and prints what has become of it; gives the answer, `None` if it was refused."""
    left_out = left_out_of(getattr(request, "body", None)) if name.endswith("fullest") else []
    try:
        answer = operation(request)
        print(json.dumps({"call": name, "answer": answer.to_dict(), "left_out": left_out}), flush=True)
        return answer
    except ClientRequestException as error:
        refused = {"status": error.status_code, "code": error.error_code, "message": error.error_msg}
        print(json.dumps({"call": name, "refused": refused}), flush=True)
    except Exception as error:  # what the SDK itself cannot read is a result as well
        print(json.dumps({"call": name, "unreadable": repr(error)}), flush=True)


def left_out_of(body):
    """The fields of a body, and of what it contains, that the SDK knows and that are not set."""
    if isinstance(body, list):
        return [name for one in body for name in left_out_of(one)]
    values = {name: getattr(body, name) for name in getattr(body, "openapi_types", [])}
    return [name for name, value in values.items() if value is None] + [
        name for value in values.values() for name in left_out_of(value)]


client = connect()
if sys.argv[1] == "knock":
    knock(client)
else:
    read(client)
    start(client)
    wait(client)
    decide(client)
